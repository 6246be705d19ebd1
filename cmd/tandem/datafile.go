package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/rs/zerolog"

	"github.com/tandem-cobrowse/tandem/desk"
	"github.com/tandem-cobrowse/tandem/store"
	"github.com/tandem-cobrowse/tandem/store/bolt"
)

// migrations lead older data files, and older backups, to what this program keeps; the first from schema 1 to 2. There has been no need for one yet.
func migrations() []bolt.Migration { return nil }

// openData opens the data file, or says in plain words why that is not possible and what to do.
func openData(ctx context.Context, path string, log zerolog.Logger) (*bolt.Store, error) {
	s, err := bolt.Open(ctx, bolt.Config{Path: path, Logger: log, Migrations: migrations()})
	if err == nil {
		return s, nil
	}
	advice := ""
	switch {
	case errors.Is(err, bolt.ErrInUse):
		advice = fmt.Sprintf("another tandem is running on %s: stop it first, or name another file with --data", path)
	case errors.Is(err, bolt.ErrVersion):
		advice = fmt.Sprintf("%s was written by a newer version of tandem: use that version, or restore the copy made before the upgrade", path)
	case errors.Is(err, bolt.ErrForeign):
		advice = fmt.Sprintf("%s is not a data file of tandem: name another one with --data", path)
	case errors.Is(err, bolt.ErrDamaged):
		advice = fmt.Sprintf("%s is damaged: restore a backup", path)
	case errors.Is(err, bolt.ErrMigration):
		advice = fmt.Sprintf("%s could not be brought to this version; it is as it was", path)
	case errors.Is(err, store.ErrFull):
		advice = fmt.Sprintf("%s cannot be written: see to its rights, its folder's, and room on the disk", path)
	default:
		return nil, fmt.Errorf("open the data file: %w", err)
	}
	return nil, fmt.Errorf("%s (%w)", advice, err)
}

// withDesk opens the data file for one command.
func withDesk(ctx context.Context, in invocation, s settings, do func(*desk.Desk) error) (err error) {
	data, err := openData(ctx, s.Data, newLogger(in.Err, s))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, data.Close()) }()
	d, err := desk.New(desk.Config{Store: data})
	if err != nil {
		return err
	}
	return do(d)
}
