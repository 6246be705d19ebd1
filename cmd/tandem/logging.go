package main

import (
	"io"
	"os"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/rs/zerolog"
)

// newLogger writes one line for each event to w: for people on a terminal, as JSON elsewhere.
func newLogger(w io.Writer, s settings) zerolog.Logger {
	pretty := s.LogFormat == "pretty"
	if f, ok := w.(*os.File); ok && s.LogFormat == "auto" {
		pretty = isatty.IsTerminal(f.Fd())
	}
	if pretty {
		w = zerolog.ConsoleWriter{Out: w, TimeFormat: time.TimeOnly}
	}
	return zerolog.New(w).Level(s.LogLevel).With().Timestamp().Logger()
}
