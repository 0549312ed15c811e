package world

import "path/filepath"

// Seed is the environment of the seed's install command: no credentials of Port.
func (w *World) Seed() []string {
	return append(w.Broker.Environ(),
		"STREAMER_NAME=KAFKA",
		"PORT_ORG_ID="+w.Org,
		"KAFKA_CONSUMER_GROUP_ID="+w.Group,
		"KAFKA_CONSUMER_AUTO_OFFSET_RESET=earliest",
		"CONTROL_THE_PAYLOAD_CONFIG_PATH="+Documented(),
		"CIRCLE_CI_URL="+w.CircleCIAt,
		"CIRCLE_CI_TOKEN="+w.Token,
	)
}

// Environ is the seed's and Port's credentials.
func (w *World) Environ() []string { return append(w.Seed(), w.Credentials()...) }

// Credentials are the variables of Port's API.
func (w *World) Credentials() []string {
	return []string{
		"PORT_CLIENT_ID=" + w.ClientID,
		"PORT_CLIENT_SECRET=" + w.Secret,
		"PORT_API_BASE_URL=" + w.PortAt,
	}
}

// Documented is the mapping of Port's documentation.
func Documented() string {
	path, err := filepath.Abs(filepath.FromSlash("../../configs/examples/circleci/documented.json"))
	if err != nil {
		return err.Error()
	}
	return path
}
