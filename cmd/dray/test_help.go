//go:build !lean

package main

import "github.com/drayhq/dray/core/suite"

// testHelp says all that a test file can hold.
const testHelp = `Test takes the cases of test files through a config, as "dray explain" takes events, and
holds what becomes of them to what they expect. Nothing is sent, and no server asked.

PATH is a test file, a folder with files named *_test.yaml, or FOLDER/... for those below
it too; without one it is the folder of the config that dray would use. The least that a
test file holds:

` + suite.Minimal + `
Of the file:
  config      the config; else that of --config, else dray.yaml beside the file, else none
  mapping     a mapping for every jq step, in place of the config's
  transforms  a folder of modules, in place of the config's
  env         the environment: a case sees these variables and no others, and UTC
  now         the time, such as 2026-03-02T09:30:00Z; else that of the machine
  cases

Of a case:
  name        of its own, in this file
  event       a message as Port publishes it, or the path of a file with one; unsigned will do
  patch       what is other in the event: members as RFC 7396 merges them, null removes
  change_log  true: it is from the change-log topic, false: it is a run; else its shape tells
  sign        true: it is signed with the config's client secret
  env, now    in addition to the file's, and in its place
  response    {status, headers, body}: what the endpoint answers to what is sent
  expect      any of the following; what isn't named isn't looked at

Of what is expected:
  outcome     send, skip, drop or fail
  reason      is found in the reason
  signature   valid, invalid, absent or unchecked
  route       its name
  mapping     the index of the entry that matched
  request     {method, url, headers, body}, as sent
  report      {status, statusLabel, link, summary, externalRunId}: what Port is told on the
              response, or of a run that isn't sent
  warnings    each is found in one; [] for none
  exact       true: request and report hold nothing else. It can stand in either, too: in
              request it says so of the headers and the body that it names

Objects match as far as they are named, lists item by item, numbers by value, names of
headers in any case. null stands for nothing. A text between slashes, outside of body and
link, is a regular expression. Paths are relative to the test file.

Exits 0 if all passed, 1 if a case failed, 2 if there was no case, or something wrong with
a test file or a config.`
