package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/tandem-cobrowse/tandem/store/bolt"
)

type backupCmd struct {
	File string `arg:"" help:"Where to put the copy. It must not be there yet."`
}

// Run copies the data file, of a running server as well, as it was at one moment. The copy appears whole or not at all.
func (c backupCmd) Run(ctx context.Context, in invocation, s settings) (err error) {
	if _, err := os.Stat(c.File); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s is there already: name a new file", c.File)
	}
	part, err := os.CreateTemp(filepath.Dir(c.File), ".tandem-backup-*")
	if err != nil {
		return fmt.Errorf("write the backup: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(part.Name()))
		}
	}()
	err = errors.Join(copyData(ctx, in, s, part), part.Sync(), part.Close())
	if err != nil {
		return fmt.Errorf("make the backup: %w", err)
	}
	if err := os.Rename(part.Name(), c.File); err != nil {
		return fmt.Errorf("make the backup: %w", err)
	}
	_, err = fmt.Fprintf(in.Out, "Saved as %s. Bring it back with: tandem restore %s\n", c.File, c.File)
	return err
}

// copyData asks the running server for a copy, or reads the file itself while nobody has it.
func copyData(ctx context.Context, in invocation, s settings, to io.Writer) error {
	response, err := control(ctx, s.Data, "/backup", nil)
	if errors.Is(err, errNotRunning) {
		if _, err := os.Stat(s.Data); err != nil {
			return fmt.Errorf("there is no data file %s: %w", s.Data, err)
		}
		data, err := openData(ctx, s.Data, newLogger(in.Err, s))
		if err != nil {
			return err
		}
		_, err = data.Backup(ctx, to)
		return errors.Join(err, data.Close())
	}
	if err != nil {
		return err
	}
	_, err = io.Copy(to, response.Body)
	if err == nil && response.Trailer.Get(backupTrailer) != "whole" {
		err = errors.New("the server broke off; its log says why")
	}
	return errors.Join(err, response.Body.Close())
}

type restoreCmd struct {
	File string `arg:"" help:"A copy made by tandem backup."`
}

// Run puts a backup in the data file's place. What was there is kept beside it.
func (c restoreCmd) Run(ctx context.Context, in invocation, s settings) error {
	f, err := os.Open(c.File)
	if err != nil {
		return fmt.Errorf("read the backup: %w", err)
	}
	_, statErr := os.Stat(s.Data)
	if err := errors.Join(bolt.Restore(ctx, f, s.Data, migrations()), f.Close()); err != nil {
		if errors.Is(err, bolt.ErrInUse) {
			return fmt.Errorf("a server is running on %s: stop it first (%w)", s.Data, err)
		}
		return fmt.Errorf("restore %s: %w", c.File, err)
	}
	kept := ""
	if statErr == nil {
		kept = fmt.Sprintf(" What was there is kept as %s.before-restore.", s.Data)
	}
	_, err = fmt.Fprintf(in.Out, "%s is now what %s holds.%s\n", s.Data, c.File, kept)
	return err
}
