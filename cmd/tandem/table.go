package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/tandem-cobrowse/tandem/desk"
)

// table prints rows in columns, the first being the heads; with no others it prints what to do instead.
func table(w io.Writer, rows [][]string, empty string) error {
	if len(rows) == 1 {
		_, err := fmt.Fprintln(w, empty)
		return err
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, r := range rows {
		if _, err := fmt.Fprintln(t, strings.Join(r, "\t")); err != nil {
			return err
		}
	}
	return t.Flush()
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// notThere words desk.ErrNotFound for the one who typed the name.
func notThere(err error, what, name string) error {
	if errors.Is(err, desk.ErrNotFound) {
		return fmt.Errorf("there is no %s %s", what, name)
	}
	return err
}
