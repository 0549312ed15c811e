// Package links puts proxies between dray and those it talks to, which can be cut:
// Shopify's toxiproxy as a library. It imports nothing of ours.
package links
