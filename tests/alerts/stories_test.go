package alerts

// story is series on which a rule has to fire, and on which it must not.
type story struct{ fires, quiet []string }

// well is a dray that is well, and has some work.
const well = `
dray_build_info{instance="a",job="dray"} 1x60
dray_kafka_ready{instance="a",job="dray"} 1x60
dray_kafka_refused{instance="a",job="dray"} 0x60
dray_kafka_lag_messages{instance="a",job="dray",namespace="n",topic="t",partition="0"} 3x60
dray_kafka_commits_total{instance="a",job="dray",result="ok"} 0+100x60
dray_kafka_commits_total{instance="a",job="dray",result="failed"} 0x60
dray_oldest_unsettled_seconds{instance="a",job="dray"} 2x60
dray_port_reachable{instance="a",job="dray",of="statuses"} 1x60
dray_port_calls_total{instance="a",job="dray",call="status",code="2xx"} 0+60x60
dray_port_calls_total{instance="a",job="dray",call="status",code="401"} 0x30 1x29
dray_port_reports_lost_total{instance="a",job="dray",of="statuses"} 0x60
dray_messages_total{instance="a",job="dray",topic="runs",is="ours"} 0+60x60
dray_messages_total{instance="a",job="dray",topic="runs",is="junk"} 2x60
dray_endpoint_requests_total{instance="a",job="dray",host="h",code="2xx"} 0+60x60
dray_endpoint_requests_total{instance="a",job="dray",host="h",code="5xx"} 0+1x60
dray_endpoint_requests_total{instance="a",job="dray",host="h",code="429"} 5x60
dray_endpoint_requests_total{instance="a",job="dray",host="h",code="401"} 5x60
dray_route_away{instance="a",job="dray",route="ci"} 0x60
dray_route_paused{instance="a",job="dray",route="ci"} 0x60
dray_module_traps_total{instance="a",job="dray",module="m"} 7x60
dray_config_last_reload_successful{instance="a",job="dray"} 1x60
dray_dead_letters_parked_total{instance="a",job="dray",class="exhausted"} 3x60
dray_dead_letters_parked_total{instance="a",job="dray",class="junk"} 0+1x60
dray_dead_letters_failed_total{instance="a",job="dray"} 1x60
dray_store_healthy{instance="a",job="dray"} 1x60
`

func stories() map[string]story {
	const of = `{instance="a",job="dray"`
	return map[string]story{
		"DrayAbsent":    {fires: []string{`dray_build_info` + of + `} 1x40`}},
		"DrayKafkaDown": {fires: []string{"dray_kafka_ready" + of + "} 0x60\ndray_kafka_refused" + of + "} 0x60"}, quiet: []string{"dray_kafka_ready" + of + "} 0x60\ndray_kafka_refused" + of + "} 1x60"}},
		"DrayKafkaRefused": {
			fires: []string{"dray_kafka_ready" + of + "} 0x60\ndray_kafka_refused" + of + "} 1x60"},
			quiet: []string{"dray_kafka_refused" + of + "} 0x59 1"},
		},
		"DrayLag": {
			fires: []string{`dray_kafka_lag_messages` + of + `,topic="t",partition="0"} 900x60` + "\n" + `dray_kafka_lag_messages` + of + `,topic="t",partition="1"} 900x60`},
			quiet: []string{`dray_kafka_lag_messages` + of + `,topic="t",partition="0"} 5000x54 0x5`},
		},
		"DrayOldestUnsettled": {
			fires: []string{`dray_oldest_unsettled_seconds` + of + `} 0+60x60`},
			quiet: []string{`dray_oldest_unsettled_seconds` + of + `} 300x60`},
		},
		"DrayPortDown": {fires: []string{
			`dray_port_reachable` + of + `,of="statuses"} 0x60` + "\n" + `dray_port_reachable` + of + `,of="log_lines"} 1x60`,
			`dray_port_calls_total` + of + `,call="token",code="none"} 0+4x60`,
			`dray_port_calls_total` + of + `,call="token",code="503"} 0+4x60`,
		}},
		"DrayPortRefused": {
			fires: []string{`dray_port_calls_total` + of + `,call="token",code="401"} 0+1x60`, `dray_port_calls_total` + of + `,call="token",code="401"} _x55 9x5`},
			quiet: []string{`dray_port_calls_total` + of + `,call="status",code="401"} _x55 1x5`},
		},
		"DrayJunk": {
			fires: []string{`dray_messages_total` + of + `,topic="runs",is="junk"} 0+1x60`},
			quiet: []string{`dray_messages_total` + of + `,topic="changes",is="junk"} 0+1x60`},
		},
		"DrayEndpointRateLimited": {fires: []string{
			`dray_endpoint_requests_total` + of + `,host="h",code="429"} 0+1x60`,
			`dray_endpoint_requests_total` + of + `,host="h",code="429"} _x56 3x4`,
		}},
		"DrayEndpointDown": {
			fires: []string{
				`dray_endpoint_requests_total` + of + `,host="h",code="2xx"} 0+2x60` + "\n" + `dray_endpoint_requests_total` + of + `,host="h",code="5xx"} 0+1x60`,
				`dray_endpoint_requests_total` + of + `,host="h",code="none"} 0+1x60`,
				`dray_route_away` + of + `,route="ci"} 1x60`,
			},
			quiet: []string{
				`dray_endpoint_requests_total` + of + `,host="h",code="4xx"} 0+1x60`,
				// One answer of a quiet day is nobody's outage.
				`dray_endpoint_requests_total` + of + `,host="h",code="2xx"} 7x60` + "\n" + `dray_endpoint_requests_total` + of + `,host="h",code="5xx"} 3x57 4x3`,
			},
		},
		"DrayTokenRefused": {fires: []string{
			`dray_endpoint_requests_total` + of + `,host="h",code="401"} 0+1x60`,
			`dray_endpoint_requests_total` + of + `,host="h",code="403"} _x57 1x3`,
		}},
		"DrayModuleTraps": {fires: []string{
			`dray_module_traps_total` + of + `,module="m"} 0x55 1x5`,
			`dray_module_traps_total` + of + `,module="m"} _x55 1x5`,
		}},
		"DrayReloadRefused": {fires: []string{`dray_config_last_reload_successful` + of + `} 1x58 0x1`}},
		"DrayDeadLettersGrow": {
			fires: []string{`dray_dead_letters_parked_total` + of + `,class="exhausted"} 0x50 2x10`},
			quiet: []string{`dray_dead_letters_parked_total` + of + `,class="junk"} 0+5x60`},
		},
		"DrayStoreBroken": {fires: []string{
			`dray_store_healthy` + of + `} 0x60`, `dray_dead_letters_failed_total` + of + `} 0+1x60`,
		}},
		"DrayCommitsFail": {fires: []string{`dray_kafka_commits_total` + of + `,result="failed"} 0+3x60`}, quiet: []string{`dray_kafka_commits_total` + of + `,result="ok"} 0+300x60`}},
		"DrayReportsLost": {fires: []string{`dray_port_reports_lost_total` + of + `,of="statuses"} 0x55 1x5`}, quiet: []string{`dray_port_reports_lost_total` + of + `,of="log_lines"} 0+9x60`}},
		"DrayPaused":      {fires: []string{`dray_route_paused` + of + `,route="ci"} 1x60`}, quiet: []string{`dray_route_paused` + of + `,route="ci"} 0x30 1x30`}},
	}
}
