package web

import (
	"regexp"
	"testing"
	"testing/fstest"
)

func TestO6TheConsolesPageNamesTheEditionOfAllItsFiles(t *testing.T) {
	edition := func(script, picture string) (string, string) {
		t.Helper()
		f, err := newFiles(fstest.MapFS{
			"console/index.html": {Data: []byte(`<!doctype html><meta name="edition" content=""><title>Tandem</title>`)},
			"console/run.js":     {Data: []byte(script)},
			"demo/shop.svg":      {Data: []byte(picture)},
		})
		if err != nil {
			t.Fatal(err)
		}
		page := f.byPath[consolePage]
		found := regexp.MustCompile(`<meta name="edition" content="([\w-]{16})">`).FindStringSubmatch(string(page.body))
		if found == nil {
			t.Fatalf("%s", page.body)
		}
		return found[1], page.tag
	}
	first, tag := edition("a()", "x")
	if again, same := edition("a()", "y"); again != first || same != tag {
		t.Errorf("what is not the console's changes it: %s, %s", first, again)
	}
	if next, other := edition("b()", "x"); next == first || other == tag {
		t.Error("another script, and the same edition or tag")
	}
}
