package mapping

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/agnivade/levenshtein"
)

var (
	entryKeys  = []string{"enabled", "method", "url", "headers", "query", "body", "report", "fieldsToDecryptPaths"}
	reportKeys = []string{"status", "link", "summary", "externalRunId"}
)

func (p *parser) parseEntry(n *node) Entry {
	e := Entry{Index: p.entry, Pos: p.at(n.offset)}
	e.Enabled = &Value{Kind: Literal, Field: "enabled", Pos: e.Pos, Literal: true}
	members, ok := n.asObject()
	if !ok {
		p.fail(n, "", "%s where an object is wanted", n.what())
		return e
	}
	for _, m := range members {
		p.entryMember(&e, m)
	}
	return e
}

func (p *parser) entryMember(e *Entry, m member) {
	null := m.value.kind == 'n'
	switch {
	case !slices.Contains(entryKeys, m.name):
		p.warnUnknown(m, "", entryKeys)
	case m.name == "enabled":
		e.Enabled = p.enabled(m.value)
	case m.name == "fieldsToDecryptPaths":
		e.Decrypt = p.paths(m.value)
	case null: // as if it weren't there
	case m.name == "method":
		e.Method = p.program(m.value, m.name)
	case m.name == "url":
		e.URL = p.program(m.value, m.name)
	case m.name == "headers":
		e.Headers = p.programs(m.value, m.name)
	case m.name == "query":
		e.Query = p.programs(m.value, m.name)
	case m.name == "body":
		e.Body = p.tree(m.value, m.name)
	case m.name == "report":
		e.Report = p.report(m.value)
	}
}

func (p *parser) enabled(n *node) *Value {
	if n.kind == 'n' {
		p.fail(n, "enabled", "null is not allowed; leave the key out for an entry that is always enabled")
		return nil
	}
	if on, ok := n.asBool(); ok {
		return &Value{Kind: Literal, Field: "enabled", Pos: p.at(n.offset), Literal: on}
	}
	return p.program(n, "enabled")
}

func (p *parser) paths(n *node) []string {
	if n.kind != '[' {
		p.fail(n, "fieldsToDecryptPaths", "%s where a list of paths is wanted; [] for none", n.what())
		return nil
	}
	var paths []string
	for i, item := range n.items {
		path, ok := item.asString()
		if !ok {
			p.fail(item, fmt.Sprintf("fieldsToDecryptPaths[%d]", i), "%s where a path such as \"payload.properties.password\" is wanted", item.what())
		}
		paths = append(paths, path)
	}
	return paths
}

func (p *parser) report(n *node) []Member {
	members, ok := n.asObject()
	if !ok {
		p.fail(n, "report", "%s where an object of jq programs is wanted", n.what())
		return nil
	}
	report := []Member{}
	for _, m := range members {
		if !slices.Contains(reportKeys, m.name) {
			p.warnUnknown(m, "report.", reportKeys)
			continue
		}
		if m.value.kind == 'n' {
			continue
		}
		if value := p.program(m.value, "report."+m.name); value != nil {
			report = append(report, Member{m.name, *value})
		}
	}
	return report
}

func (p *parser) warnUnknown(m member, prefix string, known []string) {
	nearest := slices.MinFunc(known, func(a, b string) int {
		return cmp.Compare(levenshtein.ComputeDistance(a, m.name), levenshtein.ComputeDistance(b, m.name))
	})
	p.warnings = append(p.warnings, fmt.Sprintf("%s:%s: entry %d: unknown key %q is ignored; the nearest known one is %q",
		p.file, p.at(m.offset), p.entry, prefix+m.name, prefix+nearest))
}
