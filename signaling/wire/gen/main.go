package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

// The folder of package wire, as seen from where `go generate` runs (signaling/wire), and the file this command keeps there.
const (
	wireDir    = "."
	schemaFile = "wire.schema.json"
)

// errStale: --check found the committed schema out of date.
var errStale = errors.New(schemaFile + " is out of date: run `go generate ./signaling/wire`")

func main() {
	onlyCheck := flag.Bool("check", false, "fail if the file is out of date, write nothing")
	flag.Parse()
	if err := run(wireDir, *onlyCheck); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(dir string, onlyCheck bool) error {
	fresh, err := generate(dir)
	if err != nil {
		return err
	}
	path := filepath.Join(dir, schemaFile)
	if onlyCheck {
		if committed, err := os.ReadFile(path); err != nil || !bytes.Equal(committed, fresh) {
			return errStale
		}
		return nil
	}
	return os.WriteFile(path, fresh, 0o644)
}
