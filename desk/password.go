package desk

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/alexedwards/argon2id"
)

// PasswordCosts say how dear one check of a password is, and how many may run at once.
type PasswordCosts struct {
	MemoryKiB  uint32
	Iterations uint32
	// AtOnce bounds the memory that sign-ins can take: MemoryKiB × AtOnce.
	AtOnce int
	// Wait is how long a sign-in queues for its turn before it is refused with ErrBusy.
	Wait time.Duration
}

// DefaultPasswordCosts are OWASP's for argon2id (19 MiB, two passes, one lane): 64 ms measured on the machine of MEASURED, so that two at
// once answer some thirty sign-ins a second with 38 MiB.
func DefaultPasswordCosts() PasswordCosts {
	return PasswordCosts{MemoryKiB: 19 << 10, Iterations: 2, AtOnce: 2, Wait: 5 * time.Second}
}

type passwords struct {
	params argon2id.Params
	wait   time.Duration
	turn   chan struct{}
	// decoy is compared with when there is no such account, so that the answer takes as long as for one that exists. Made when first needed.
	decoy func() (string, error)
}

func newPasswords(c PasswordCosts) (*passwords, error) {
	if c.AtOnce < 1 || c.Iterations < 1 || c.MemoryKiB < 8 {
		return nil, errors.New("desk: password costs must be positive")
	}
	p := &passwords{
		params: argon2id.Params{Memory: c.MemoryKiB, Iterations: c.Iterations, Parallelism: 1, SaltLength: 16, KeyLength: 32},
		wait:   c.Wait,
		turn:   make(chan struct{}, c.AtOnce),
	}
	p.decoy = sync.OnceValues(func() (string, error) { return argon2id.CreateHash(newSecret(), &p.params) })
	return p, nil
}

func (p *passwords) hash(ctx context.Context, password string) (string, error) {
	if err := p.enter(ctx); err != nil {
		return "", err
	}
	defer p.leave()
	h, err := argon2id.CreateHash(password, &p.params)
	if err != nil {
		return "", fmt.Errorf("desk: hash password: %w", err)
	}
	return h, nil
}

// matches reports whether the password is the one of the hash. An empty hash never matches, and takes as long.
func (p *passwords) matches(ctx context.Context, password, hash string) (bool, error) {
	if err := p.enter(ctx); err != nil {
		return false, err
	}
	defer p.leave()
	against, err := hash, error(nil)
	if against == "" {
		against, err = p.decoy()
	}
	if err != nil {
		return false, fmt.Errorf("desk: hash decoy: %w", err)
	}
	ok, err := argon2id.ComparePasswordAndHash(password, against)
	if err != nil {
		return false, fmt.Errorf("desk: compare password: %w", err)
	}
	return ok && hash != "", nil
}

func (p *passwords) enter(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, p.wait)
	defer cancel()
	select {
	case p.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("%w: %w", ErrBusy, ctx.Err())
	}
}

func (p *passwords) leave() { <-p.turn }
