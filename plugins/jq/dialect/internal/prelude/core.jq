# Walking values. _dray_each is .[] in the order of the keys; it keeps the path.
def _dray_each: if _dray_scrambled($__dray) then .[_dray_keys($__dray)[]] else .[] end;
def _dray_isempty(f): label $out | (f | false, break $out), true;
def _dray_iterable: type | . == "array" or . == "object";

def tostring: _dray_tostring($__dray);
def tojson: _dray_tojson($__dray);
def fromjson: _dray_fromjson($__dray);
def format($name): _dray_format($name; $__dray);
def ltrimstr($x): _dray_ltrimstr($x);
def rtrimstr($x): _dray_rtrimstr($x);
def tonumber: _dray_tonumber;

# An error without a value is no error in jq 1.5, it just gives nothing.
def error(f): f as $value | if $value == null then empty else _dray_raise($value; $__dray) end;
def error: error(.);

# Changing values. An update that gives nothing leaves null, and one that gives
# many leaves the last, as everywhere under reduce.
def setpath($path; $value): _dray_setpath($path; $value; $__dray);
def delpaths($paths): _dray_delpaths($paths; $__dray);
def del(f): delpaths([path(f)]);
def _dray_assign(paths; f): f as $value | _dray_edit($__dray) as $edit |
  reduce path(paths) as $path (.; _dray_set($edit; $path; $value));
def _dray_modify(paths; f): _dray_edit($__dray) as $edit |
  reduce path(paths) as $path (.; [_dray_set($edit; $path; _dray_get($edit; $path) | f)] | .[-1]);
def _dray_modify_one(paths; f): _dray_edit($__dray) as $edit |
  reduce path(paths) as $path (.; _dray_set($edit; $path; _dray_get($edit; $path) | f));

def map(f): [_dray_each | f];
def map_values(f): _dray_modify(_dray_each; f);
def add: _dray_sum($__dray);
def add(f): [f] | add;
def keys_unsorted: _dray_keys($__dray);
def to_entries: _dray_entries($__dray);
def from_entries:
  [_dray_each | {(.key // .Key // .Name): (if has("value") then .value else .Value end)}] | add // {};
def with_entries(f): to_entries | [.[] | f] | from_entries;
def _dray_flatten($depth): _dray_flat($__dray) | flatten($depth);
def flatten($depth):
  if $depth < 0 then error("flatten depth must not be negative") else [_dray_each] | _dray_flatten($depth) end;
def _dray_flatten: _dray_flat($__dray) | flatten;
def flatten: [_dray_each] | _dray_flatten;
def join($x): reduce _dray_each as $item (null; (. // "") + (if . == null then $item else $x + $item end)) // "";

# Pieces of a list or a text.
def _nwise(f; $n): def w: if length <= $n then . else .[:$n], (.[$n:] | w) end; f | w;
def _nwise($n): _nwise(.; $n);

# Null is never recursed into, so neither .. nor paths shows any below the top.
def recurse(f): def r: ., (f | select(. != null) | r); r;
def recurse: recurse(_dray_each?);
def recurse_down: recurse;
def paths: path(recurse(if _dray_iterable then _dray_each else empty end)) | select(length > 0);
def paths(f): . as $value | paths | select(. as $path | $value | getpath($path) | f);
def leaf_paths: paths(scalars);
def scalars_or_empty: select(_dray_iterable and length > 0 | not);

def _dray_reverse: reverse;
def reverse: if type == "array" then _dray_reverse
  else [range(length) as $i | _dray_indexable($__dray) | .[length - 1 - $i]] end;

# Newer than jq 1.5.
def walk(f): def w: if type == "array" then map(w) elif type == "object" then map_values(w) else . end | f; w;
def pick(f): . as $value | reduce path(f) as $path (null; setpath($path; $value | getpath($path)));
def INDEX(stream; f): reduce stream as $row ({}; setpath([$row | f | tostring]; $row));
def INDEX(f): INDEX(_dray_each; f);

# The last, for path itself is meant above: a slice in a path has its start first.
def _dray_path(f): path(f);
def path(f): _dray_path(f) | _dray_steps($__dray);
