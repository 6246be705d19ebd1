package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/tandem-cobrowse/tandem"

// TestArrowsPointDown holds the walls of the house: which of our packages may know which, and who alone may know a library.
func TestArrowsPointDown(t *testing.T) {
	mayImport := map[string][]string{
		"cmd/tandem":   {"web", "desk", "desk/floor", "desk/history", "mail", "chat", "pairing", "signaling", "signaling/wire", "store", "store/bolt", "store/nats", "turn", "turn/probe", "assets", "assets/demo", "load"},
		"load":         {"signaling/wire", "signaling/frames"},
		"web":          {"desk", "desk/floor", "desk/history", "mail", "chat", "pairing", "signaling", "signaling/wire", "store"},
		"desk":         {"chat", "pairing", "signaling", "signaling/wire", "store"},
		"desk/history": {"store"},
		"desk/floor":   {"desk", "desk/routing", "desk/history", "chat", "signaling", "signaling/wire", "store"},
		"mail":         {"store"},
		"chat":         {"signaling/wire", "store"},
		"pairing":      {"signaling/wire", "store"},
		"signaling":    {"signaling/wire", "store"},
		// Everything else of ours knows its own folders alone …
		"store/bolt":      {"store"},
		"store/nats":      {"store"},
		"store/storetest": {"store"},
		"assets/demo":     {"assets/demo/pottery"},
		// … but for the tool that reads the messages.
		"signaling/wire/gen": {"signaling/wire"},
	}
	alone := map[string][]string{
		"github.com/labstack/echo":    {"web"},
		"go.etcd.io/bbolt":            {"store/bolt"},
		"github.com/nats-io":          {"store/nats"},
		"github.com/pion/turn":        {"turn"},
		"github.com/pion/webrtc":      {"load"},
		"github.com/pion/ice":         {"load"},
		"github.com/coder/websocket":  {}, // tests only
		"github.com/alecthomas/kong":  {"cmd/tandem"},
		"github.com/wneessen/go-mail": {"mail"},
	}
	for _, p := range packages(t) {
		ours := strings.TrimPrefix(p.ImportPath, module+"/")
		for _, imported := range p.Imports {
			if to, own := strings.CutPrefix(imported, module+"/"); own && !slices.Contains(mayImport[ours], to) && !below(ours, to) && !together(ours, to) {
				t.Errorf("%s imports %s", ours, to)
			}
			for library, may := range alone {
				if strings.HasPrefix(imported, library) && !slices.ContainsFunc(may, func(m string) bool { return m == ours || below(m, ours) }) {
					t.Errorf("%s imports %s, which only %v may", ours, imported, may)
				}
			}
		}
	}
}

// below: a package may know what lies in its own folder (turn and turn/internal/…).
func below(folder, path string) bool { return strings.HasPrefix(path, folder+"/") }

// together: what stands alone may be divided as it likes inside.
func together(a, b string) bool {
	return slices.ContainsFunc([]string{"turn", "assets"}, func(alone string) bool {
		return (a == alone || below(alone, a)) && (b == alone || below(alone, b))
	})
}

type goPackage struct {
	ImportPath string
	Imports    []string
}

// packages lists every package of the module with what it imports, tests left out: those may use what they need.
func packages(t *testing.T) []goPackage {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports", module+"/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var ps []goPackage
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return ps
		} else if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(p.ImportPath, "node_modules") {
			ps = append(ps, p)
		}
	}
}
