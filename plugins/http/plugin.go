package http

import (
	"context"
	"fmt"

	"github.com/drayhq/dray/plugins/http/address"
	"github.com/drayhq/dray/plugins/http/breaker"
	"github.com/drayhq/dray/plugins/http/exchange"
	"github.com/drayhq/dray/plugins/http/link"
	"github.com/drayhq/dray/sdk"
)

// Plugin is the http step: the last of a chain.
func Plugin() sdk.Plugin {
	return sdk.Plugin{
		Name:     "http",
		Summary:  "sends the request, signed, and judges the answer",
		Defaults: defaults(),
		Open:     open,
	}
}

func open(_ context.Context, decode func(any) error, env sdk.Env) (sdk.Step, error) {
	settings := defaults()
	if err := decode(&settings); err != nil {
		return nil, err
	}
	if err := settings.validate(); err != nil {
		return nil, fmt.Errorf("the settings of the http step: %w", err)
	}
	allowed := settings.Hosts
	if len(allowed) == 0 {
		allowed = env.Hosts
	}
	hosts, err := address.ParseHosts(allowed)
	if err != nil {
		return nil, fmt.Errorf("the settings of the http step: %w", err)
	}
	transport, err := link.New(settings.link(env))
	if err != nil {
		return nil, fmt.Errorf("the settings of the http step: %w", err)
	}
	if !settings.VerifySSL {
		env.Log.Warn("verify_ssl is off: whoever sits between here and an endpoint can read the tokens; " +
			"name the endpoint's CA with ca_file instead")
	}
	secret := env.ClientSecret
	if !settings.Sign {
		secret = ""
	}
	return &step{
		hosts:       hosts,
		denyPrivate: settings.DenyPrivate,
		secret:      secret,
		sensitive:   env.Sensitive,
		now:         env.Now,
		mask:        env.Mask,
		client: exchange.Client{
			Transport: transport, Timeout: settings.Timeout, MaxResponse: int64(settings.MaxResponse),
		},
		breakers: breaker.New(breaker.Options{
			Host: settings.Breaker.Failures, Endpoint: settings.Breaker.EndpointFailures,
			Delay: settings.Breaker.Delay, Now: env.Now, Log: env.Log,
		}),
	}, nil
}
