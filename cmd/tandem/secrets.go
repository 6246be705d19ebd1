package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"

	"github.com/tandem-cobrowse/tandem/store"
)

// The server's own bucket: what it made at its first start and needs at every other.
const (
	bucketServer   = "server"
	keyTurnSecret  = "turn-secret"
	keyDemoCreated = "demo-created"
)

// keptSecret returns the secret of that name, made once in the life of the data. Nodes that share the data share the secret.
func keptSecret(ctx context.Context, b store.Bucket, key string, size int) ([]byte, error) {
	fresh := make([]byte, size)
	_, _ = rand.Read(fresh) // never fails since Go 1.24
	_, err := b.Create(ctx, key, fresh, 0)
	if err == nil {
		return fresh, nil
	}
	if !errors.Is(err, store.ErrExists) {
		return nil, fmt.Errorf("keep the secret %s: %w", key, err)
	}
	e, err := b.Get(ctx, key)
	if err != nil {
		return nil, fmt.Errorf("read the secret %s: %w", key, err)
	}
	return e.Value, nil
}
