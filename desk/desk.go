package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/tandem-cobrowse/tandem/store"
)

// Config is what a Desk is made of.
type Config struct {
	Store store.Store
	// Now is the clock; nil means time.Now.
	Now func() time.Time
	// Passwords are the costs of argon2id; the zero value means DefaultPasswordCosts.
	Passwords PasswordCosts
	// Limits of failed sign-ins; the zero value means DefaultSignInLimits.
	Limits SignInLimits
}

// Desk answers questions about staff, sites and API tokens. Its methods may be called from any goroutine; it owns none itself.
type Desk struct {
	now        func() time.Time
	staff      store.Bucket
	emails     store.Bucket
	guard      store.Bucket
	setup      store.Bucket
	sites      store.Bucket
	siteKeys   store.Bucket
	origins    store.Bucket
	tokens     store.Bucket
	groups     store.Bucket
	canned     store.Bucket
	siteDesks  store.Bucket
	resets     store.Bucket
	heirs      store.Bucket
	favourites store.Bucket
	passwords  *passwords
	byAddress  *throttle
	byAccount  *throttle
	// resets are counted apart: who asks for links shall not be kept from signing in.
	resetsByAddress, resetsByAccount *throttle
}

// New opens the desk's buckets in the store.
func New(c Config) (*Desk, error) {
	if c.Store == nil {
		return nil, errors.New("desk: no store")
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Limits == (SignInLimits{}) {
		c.Limits = DefaultSignInLimits()
	}
	if c.Passwords == (PasswordCosts{}) {
		c.Passwords = DefaultPasswordCosts()
	}
	pw, err := newPasswords(c.Passwords)
	if err != nil {
		return nil, err
	}
	d := &Desk{
		now: c.Now, passwords: pw,
		byAddress: newThrottle(c.Limits.Address, c.Now),
		byAccount: newThrottle(c.Limits.Account, c.Now),

		resetsByAddress: newThrottle(c.Limits.Address, c.Now),
		resetsByAccount: newThrottle(c.Limits.Account, c.Now),
	}
	for name, bucket := range map[string]*store.Bucket{
		bucketStaff: &d.staff, bucketEmails: &d.emails, bucketGuard: &d.guard, bucketSetUp: &d.setup,
		bucketSites: &d.sites, bucketSiteKeys: &d.siteKeys, bucketOrigins: &d.origins, bucketTokens: &d.tokens, bucketFavourites: &d.favourites,
		bucketGroups: &d.groups, bucketCanned: &d.canned, bucketSiteDesk: &d.siteDesks, bucketHeirs: &d.heirs, bucketResets: &d.resets,
	} {
		if *bucket, err = c.Store.Bucket(name); err != nil {
			return nil, fmt.Errorf("desk: open bucket %s: %w", name, err)
		}
	}
	return d, nil
}

// timestamp is the present time as it is stored and shown: UTC, milliseconds.
func (d *Desk) timestamp() time.Time { return d.now().UTC().Truncate(time.Millisecond) }

// read decodes one record; ErrNotFound if it is not there.
func read[T any](ctx context.Context, b store.Bucket, key string) (T, store.Entry, error) {
	var v T
	e, err := b.Get(ctx, key)
	switch {
	case errors.Is(err, store.ErrNotFound), errors.Is(err, store.ErrBadName), errors.Is(err, store.ErrTooLarge):
		return v, store.Entry{}, ErrNotFound // no record can have a key that is none
	case err != nil:
		return v, store.Entry{}, err
	}
	if err := json.Unmarshal(e.Value, &v); err != nil {
		return v, store.Entry{}, fmt.Errorf("desk: record %q does not decode: %w", key, err)
	}
	return v, e, nil
}

// all decodes every record of a bucket.
func all[T any](ctx context.Context, b store.Bucket) ([]T, error) {
	vs := []T{}
	err := b.Scan(ctx, "", func(e store.Entry) error {
		var v T
		if err := json.Unmarshal(e.Value, &v); err != nil {
			return fmt.Errorf("desk: record %q does not decode: %w", e.Key, err)
		}
		vs = append(vs, v)
		return nil
	})
	return vs, err
}

// encode cannot fail for the records of this package, which hold nothing but strings, numbers and times.
func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("desk: %T does not marshal: %v", v, err))
	}
	return b
}
