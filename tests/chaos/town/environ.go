package town

import (
	"fmt"
	"path/filepath"
	"strings"
)

// environ gives the variables of one of the replica's processes.
func (r *Replica) environ(life int) []string {
	t := r.town
	kafka := t.country.cluster.By(r.number)
	out := []string{
		"STREAMER_NAME=KAFKA",
		"PORT_ORG_ID=" + t.org,
		"PORT_CLIENT_ID=" + t.id,
		"PORT_CLIENT_SECRET=" + t.secret,
		"PORT_API_BASE_URL=http://" + r.portal.Address + pathOf(life),
		"KAFKA_CONSUMER_BROKERS=" + strings.Join(kafka.Brokers, ","),
		"KAFKA_CONSUMER_SECURITY_PROTOCOL=SASL_SSL",
		"KAFKA_CONSUMER_AUTHENTICATION_MECHANISM=" + kafka.SASL.Mechanism,
		"KAFKA_CONSUMER_USERNAME=" + kafka.SASL.Username,
		"KAFKA_CONSUMER_PASSWORD=" + kafka.SASL.Password,
		"DRAY_KAFKA_TLS_CA_FILE=" + kafka.TLS.CAFile,
		"KAFKA_CONSUMER_GROUP_ID=" + t.group,
		"KAFKA_CONSUMER_AUTO_OFFSET_RESET=earliest",
		fmt.Sprintf("KAFKA_CONSUMER_SESSION_TIMEOUT_MS=%d", t.Session.Milliseconds()),
		"CONTROL_THE_PAYLOAD_CONFIG_PATH=" + t.Mapping,
		"CIRCLE_CI_URL=http://" + r.circleci.Address + pathOf(life),
		"CIRCLE_CI_TOKEN=" + t.token,
		fmt.Sprintf("DRAY_LIMITS_MAX_UNSETTLED=%d", t.MaxUnsettled),
	}
	if t.Store {
		out = append(out,
			"DRAY_STORE_PATH="+filepath.Join(r.dir, "store"),
			"DRAY_ADMIN_LISTEN=unix:"+filepath.Join(r.dir, "admin.sock"),
		)
	}
	return out
}
