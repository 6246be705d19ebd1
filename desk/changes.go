package desk

import (
	"context"
	"sync"

	"github.com/tandem-cobrowse/tandem/store"
)

// Changes tells when something of people, groups or sites has changed, by whomever, until ctx ends; then the channel is closed. Changes that
// come while one has not been taken are one. Its goroutines end with ctx.
func (d *Desk) Changes(ctx context.Context) (<-chan struct{}, error) {
	ctx, cancel := context.WithCancel(ctx)
	out := make(chan struct{}, 1)
	var watching sync.WaitGroup
	for _, b := range []store.Bucket{d.staff, d.groups, d.sites, d.siteDesks} {
		changes, err := b.Watch(ctx, "")
		if err != nil {
			cancel()
			watching.Wait()
			return nil, err
		}
		watching.Go(func() {
			for range changes {
				select {
				case out <- struct{}{}:
				default:
				}
			}
		})
	}
	go func() {
		defer cancel()
		watching.Wait()
		close(out)
	}()
	return out, nil
}
