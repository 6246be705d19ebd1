package main

import (
	"os"
	"strings"
	"testing"
)

func TestTheDocumentationNamesEverySettingWithItsDefault(t *testing.T) {
	text, err := os.ReadFile("../../docs/configuration.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range settingsTable() {
		want := "| `" + row.name + "` | `" + row.fallback + "` |"
		if row.fallback == "" {
			want = "| `" + row.name + "` | "
		}
		if !strings.Contains(string(text), want) {
			t.Errorf("docs/configuration.md has no row %s", want)
		}
	}
}
