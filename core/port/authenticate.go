package port

import "context"

// Authenticate has Port look at the credentials, unless it did so already. It
// changes nothing there.
func (c *Client) Authenticate(ctx context.Context) error {
	_, err := c.currentToken(ctx)
	return err
}
