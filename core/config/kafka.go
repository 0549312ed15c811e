package config

import "strings"

// none is the mechanism that stands for no SASL.
const none = "none"

// kafka works out what is not said: topics and group from the organisation, TLS
// and SASL from whether there are credentials, now or from Port.
func (l *loader) kafka() {
	k, port := &l.config.Kafka, l.config.Port
	if port.Org != "" {
		k.Topics.Runs = either(k.Topics.Runs, port.Org+".runs")
		k.Topics.Changes = either(k.Topics.Changes, port.Org+".change.log")
		k.Group = either(k.Group, port.Org+".dray")
	}
	k.Start = canonical(k.Start, starts)
	k.SASL.Mechanism = strings.ToUpper(k.SASL.Mechanism)

	said := k.SASL.Mechanism != ""
	plain := strings.EqualFold(k.SASL.Mechanism, none)
	lacking := said && !plain && k.SASL.Username == ""
	canFetch := port.ClientID != "" && port.ClientSecret != "" && !l.agent.Local
	if lacking && canFetch && len(k.Brokers) > 0 {
		l.config.Warnings = append(l.config.Warnings, l.config.origins["kafka.brokers"]+
			" changes nothing: without user and password, brokers and credentials are fetched from Port")
		k.Brokers = nil
	}
	fetched := len(k.Brokers) == 0
	switch {
	case plain:
		k.SASL.Mechanism = ""
	case !said && (fetched || k.SASL.Username != ""):
		k.SASL.Mechanism = "SCRAM-SHA-512"
	}
	if !l.merged.Exists("kafka.tls.enabled") {
		k.TLS.Enabled = k.SASL.Mechanism != "" || k.TLS != TLS{}
	}
}

// starts are the words for where a group without commits begins, librdkafka's
// aliases among them.
var starts = map[string]string{
	"earliest": "earliest", "smallest": "earliest", "beginning": "earliest",
	"latest": "latest", "largest": "latest", "end": "latest",
}

// canonical gives the word that text stands for, text itself if for none.
func canonical(text string, words map[string]string) string {
	if word, ok := words[strings.ToLower(strings.TrimSpace(text))]; ok {
		return word
	}
	return text
}

func either(text, otherwise string) string {
	if text != "" {
		return text
	}
	return otherwise
}
