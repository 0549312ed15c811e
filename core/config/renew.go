package config

import (
	"reflect"

	"github.com/drayhq/dray/core/config/decode"
)

// Renewal is what becomes of a config that is changed while dray runs.
type Renewal struct {
	Config  *Config  // that holds from now on
	Changed []string // the keys in which it differs from the one before
	Restart []string // the keys that were changed and stay as they were until a restart
}

// Renew says what fresh changes while dray runs with c. Routes are not among the keys.
func (c *Config) Renew(fresh *Config) Renewal {
	now := *fresh
	r := Renewal{Config: &now}
	// There is a client of Port's API or there is none, from the start on.
	fixed := map[string]bool{}
	if (c.Port.ClientID == "") != (fresh.Port.ClientID == "") {
		fixed["port.client_id"], fixed["port.client_secret"] = true, true
	}
	r.section(reflect.ValueOf(&now).Elem(), reflect.ValueOf(c).Elem(), "", fixed)
	return r
}

func (r *Renewal) section(now, before reflect.Value, prefix string, fixed map[string]bool) {
	for field := range now.Type().Fields() {
		name := decode.Name(field)
		if name == "" || field.Type.Kind() == reflect.Slice && field.Type.Elem().Kind() == reflect.Struct {
			continue
		}
		key, to, from := prefix+name, now.FieldByIndex(field.Index), before.FieldByIndex(field.Index)
		switch {
		case field.Type.Kind() == reflect.Struct:
			r.section(to, from, key+".", fixed)
		case reflect.DeepEqual(to.Interface(), from.Interface()):
		case field.Tag.Get("live") == "true" && !fixed[key]:
			r.Changed = append(r.Changed, key)
		default:
			r.Restart = append(r.Restart, key)
			to.Set(from)
		}
	}
}
