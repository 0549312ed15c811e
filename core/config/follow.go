package config

// Follow says how the pipelines of the routes that follow are looked at.
type Follow struct {
	Rate     float64  `yaml:"rate"` // calls a second for each of CircleCI's tokens at most
	Webhooks Webhooks `yaml:"webhooks"`
}

// Webhooks says where CircleCI's events come in.
type Webhooks struct {
	Listen string `yaml:"listen"`               // host:port; "": nowhere
	Secret string `yaml:"secret" secret:"true"` // what CircleCI signs them with
}

// follow says what following needs.
func (l *loader) follow() {
	c := l.config
	l.must("follow.rate", c.Follow.Rate > 0, positive)
	hooks := c.Follow.Webhooks
	l.must("follow.webhooks.listen", hooks.Listen == "" || listens(hooks.Listen),
		"it takes host:port, such as :8080 or 0.0.0.0:8080")
	l.must("follow.webhooks.secret", hooks.Listen == "" || hooks.Secret != "",
		"not set; set it to the secret token of CircleCI's webhooks, for anybody could send what isn't signed")
	follows := false
	for _, route := range c.Routes {
		follows = follows || route.Follow.For > 0
	}
	if follows && c.Store.Path == "" {
		c.Warnings = append(c.Warnings, "pipelines are followed and store.path is not set: a restart forgets them, "+
			"and their runs stay in progress at Port")
	}
	if !follows && hooks.Listen != "" {
		c.Warnings = append(c.Warnings, l.config.origins["follow.webhooks.listen"]+
			" changes nothing: no route has a follow.for")
	}
}

// listens says whether text is an address to listen on, on any host if none is named.
func listens(text string) bool { return address(text) || address("any"+text) }
