package desk

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tandem-cobrowse/tandem/store"
)

// TokenPrefix makes API tokens recognisable to people and to scanners for leaked secrets.
const TokenPrefix = "tandem_"

// Token is what is kept of an API token: never the token itself.
type Token struct {
	ID      string    `json:"id"`
	Name    string    `json:"name"`
	Created time.Time `json:"created"`
}

// AddToken makes an API token and returns it; it cannot be read again. Error: *InvalidError.
func (d *Desk) AddToken(ctx context.Context, name string) (t Token, secret string, err error) {
	name, err = cleanName(name)
	if err != nil {
		return Token{}, "", err
	}
	t = Token{ID: newID(), Name: name, Created: d.timestamp()}
	secret = TokenPrefix + newSecret()
	if _, err := d.tokens.Create(ctx, digest(secret), encode(t), 0); err != nil {
		return Token{}, "", fmt.Errorf("desk: write token: %w", err)
	}
	return t, secret, nil
}

// CheckToken returns what the secret belongs to, or ErrWrongToken.
func (d *Desk) CheckToken(ctx context.Context, secret string) (Token, error) {
	t, _, err := read[Token](ctx, d.tokens, digest(secret))
	if errors.Is(err, ErrNotFound) {
		return Token{}, ErrWrongToken
	}
	return t, err
}

// Tokens returns every token, by name.
func (d *Desk) Tokens(ctx context.Context) ([]Token, error) {
	tokens, err := all[Token](ctx, d.tokens)
	slices.SortFunc(tokens, func(a, b Token) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), cmp.Compare(a.ID, b.ID))
	})
	return tokens, err
}

// RemoveToken revokes a token; it works no more. Error: ErrNotFound.
func (d *Desk) RemoveToken(ctx context.Context, id string) error {
	var key string
	err := d.tokens.Scan(ctx, "", func(e store.Entry) error {
		var t Token
		if err := json.Unmarshal(e.Value, &t); err != nil {
			return fmt.Errorf("desk: token record does not decode: %w", err)
		}
		if t.ID == id {
			key = e.Key
		}
		return nil
	})
	if err != nil {
		return err
	}
	if key == "" {
		return ErrNotFound
	}
	return erase(ctx, d.tokens, key)
}
