# Streams. In jq 1.5 one more value is taken than is given.
def limit($n; f):
  if $n < 0 then f
  else label $out | foreach f as $item (0; . + 1; if . > $n then break $out else $item end) end;
def first(f): label $out | foreach f as $item (0; . + 1; if . > 1 then break $out else $item end);
def last(f): reduce f as $item (null; $item);
def nth($n; f): if $n < 0 then error("nth doesn't support negative indices") else last(limit($n + 1; f)) end;
def first: _dray_indexable($__dray) | .[0];
def last: _dray_indexable($__dray) | .[-1];
def nth($n): _dray_indexable($__dray) | .[$n | _dray_key($__dray)];

# Places. Those in a string are counted in bytes.
def indices($x):
  if type == "array" or type == "string" and ($x | type == "string") then _dray_indices($x; $__dray)
  else _dray_indexable($__dray) | .[$x] end;
def index($x): indices($x) | .[0];
def rindex($x): indices($x) | .[-1:][0];

# Regular expressions. An expression may come as a list, with its flags.
def _dray_pattern(f):
  if type == "string" then [., null] | f
  elif type == "array" and length > 0 then [.[0], .[1]] | f
  else error(type + " not a string or array") end;
def match($re; flags): _dray_match($re; flags; false; $__dray) | .[];
def match($re): . as $in | $re | _dray_pattern(. as [$re, $flags] | $in | match($re; $flags));
def test($re; flags): _dray_match($re; flags; true; $__dray);
def test($re): . as $in | $re | _dray_pattern(. as [$re, $flags] | $in | test($re; $flags));
def capture($re; flags): match($re; flags) | .captures | _dray_captures($__dray);
def capture($re): . as $in | $re | _dray_pattern(. as [$re, $flags] | $in | capture($re; $flags));
def scan($re; $flags): match($re; "g" + $flags) | if .captures == [] then .string else [.captures[].string] end;
def scan($re): scan($re; null);
def splits($re; flags): . as $in
  | [match($re; "g" + flags) | .offset, .offset + .length]
  | [0] + . + [$in | length]
  | range(0; length; 2) as $i
  | $in[.[$i]:.[$i + 1]];
def splits($re): splits($re; null);
def split($re; flags): [splits($re; flags)];

# Substitution. Each further one sees only the text after the one before, so
# that ^ matches anew there. Where jq 1.5 would never end, on an empty match, all
# places are found first.
def _dray_rest($in): $in[.offset + .length:];
def _dray_sub_one($in; f; rest): $in[:.offset] + (.captures | _dray_captures($__dray) | f) + rest;
def _dray_sub_each($re; f; $flags): . as $in
  | _dray_match($re; $flags; false; $__dray) | .[0]
  | if . == null or .length == 0 then $in
    else _dray_sub_one($in; f; _dray_rest($in) | _dray_sub_each($re; f; $flags)) end;
def _dray_sub_all($in; f):
  if . == [] then $in
  else .[-1] as $last
    | (.[:-1] | _dray_sub_all($in[:$last.offset]; f)) as $before
    | $last | $before + (.captures | _dray_captures($__dray) | f) + _dray_rest($in) end;
def sub($re; f; $flags): . as $in
  | if $flags | type == "string" and contains("g") then
      _dray_match($re; $flags; "once"; $__dray)
      | if any(.[]; .length == 0) then _dray_sub_all($in; f) else $in | _dray_sub_each($re; f; $flags) end
    else
      _dray_match($re; $flags; false; $__dray) | .[0]
      | if . == null then $in else _dray_sub_one($in; f; _dray_rest($in)) end
    end;
def sub($re; f): sub($re; f; null);
def gsub($re; f; $flags): sub($re; f; $flags + "g");
def gsub($re; f): sub($re; f; "g");

# Times.
def now: _dray_now($__dray);
def _dray_gmtime: gmtime;
def gmtime: if type != "number" then error("gmtime() requires numeric inputs")
  else . as $t | floor | _dray_gmtime | .[5] += ($t - ($t | floor)) end;
def _dray_mktime: mktime;
def mktime:
  if type != "array" then error("mktime requires array inputs")
  elif length < 8 then error("mktime requires parsed datetime inputs")
  else .[5] |= floor | _dray_mktime | floor end;
def fromdateiso8601: strptime("%Y-%m-%dT%H:%M:%SZ") | mktime;
def fromdate: fromdateiso8601;

# What only the command line has.
def input_filename: null;
def input_line_number: error("Unknown input line number");
def get_search_list: [];
def get_prog_origin: null;
def get_jq_origin: null;
