package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"time"
)

// handler turns one message into one request.
type handler struct {
	secret  []byte
	mapping mapping
	client  *http.Client
}

func newHandler() (*handler, error) {
	m, err := newMapping()
	if err != nil {
		return nil, err
	}
	return &handler{
		secret:  []byte(os.Getenv("PORT_CLIENT_SECRET")),
		mapping: m,
		client: &http.Client{
			Timeout: 30 * time.Second,
			Transport: &http.Transport{
				MaxConnsPerHost: workers, MaxIdleConnsPerHost: workers, IdleConnTimeout: 90 * time.Second,
				DisableCompression: true,
			},
		},
	}, nil
}

func (h *handler) do(ctx context.Context, message []byte) error {
	var event map[string]any
	decoder := json.NewDecoder(bytes.NewReader(message))
	decoder.UseNumber() // or inputs such as 1713277889000 would be sent as 1.713277889e+12
	if err := decoder.Decode(&event); err != nil {
		return fmt.Errorf("decoding the message: %w", err)
	}
	valid, err := h.signed(message, event)
	if err != nil {
		return err
	}
	if !valid {
		return errors.New("the signature is wrong")
	}
	request, err := h.mapping.request(ctx, event)
	if err != nil || request == nil {
		return err
	}
	return h.send(ctx, request)
}

func (h *handler) send(ctx context.Context, r *request) error {
	body, err := json.Marshal(r.body)
	if err != nil {
		return fmt.Errorf("encoding the body: %w", err)
	}
	out, err := http.NewRequestWithContext(ctx, http.MethodPost, r.url, bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("building the request: %w", err)
	}
	out.Header.Set("Content-Type", "application/json")
	out.Header.Set("Circle-Token", r.token)
	reply, err := h.client.Do(out)
	if err != nil {
		return fmt.Errorf("sending: %w", err)
	}
	defer reply.Body.Close()
	if _, err := io.Copy(io.Discard, reply.Body); err != nil {
		return fmt.Errorf("reading the answer: %w", err)
	}
	if reply.StatusCode != http.StatusCreated {
		return fmt.Errorf("CircleCI answered %s", reply.Status)
	}
	return nil
}
