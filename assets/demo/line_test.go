package demo

import (
	"errors"
	"reflect"
	"testing"

	"github.com/tandem-cobrowse/tandem/assets/demo/pottery"
)

func seedBaskets() []string {
	seeds := []string{"", "!", "W10", "bnVsbA", "e30"}
	for _, lines := range [][]line{
		{{Ware: "bud-vase", Glaze: "oat", Count: 3}},
		{{Ware: "gull-teapot", Glaze: "kelp", Size: "four", Count: 1}, {Ware: "harbour-mug", Glaze: "tide", Size: "small", Count: 20}},
		{{Ware: studioWare, Glaze: "dusk", Count: 2, Mug: &pottery.Mug{Height: 90, Rim: 80, Belly: 84, Dip: 60, Words: "Good morning"}}},
		{{Ware: studioWare, Glaze: "dusk", Count: 2}},
		{{Ware: "bud-vase", Glaze: "oat", Count: -1}},
	} {
		if value, err := encodeBasket(lines); err == nil {
			seeds = append(seeds, value)
		}
	}
	return seeds
}

// FuzzDecodeBasket holds that whatever a cookie says, what is read from it could have been put together on our pages,
// and reads the same when written again.
func FuzzDecodeBasket(f *testing.F) {
	for _, seed := range seedBaskets() {
		f.Add(seed)
	}
	stock := newCatalogue()
	f.Fuzz(func(t *testing.T, value string) {
		lines, err := stock.decodeBasket(value)
		if err != nil {
			if !errors.Is(err, errBasket) || lines != nil {
				t.Fatalf("lines %v, error %v", lines, err)
			}
			return
		}
		if len(lines) > maxLines {
			t.Fatalf("%d lines", len(lines))
		}
		for _, l := range lines {
			if err := stock.check(l); err != nil {
				t.Fatal(err)
			}
		}
		if sum := stock.total(lines); sum < 0 || sum > 10_000_00*maxLines {
			t.Fatalf("comes to %v", sum)
		}
		written, err := encodeBasket(lines)
		if err != nil {
			t.Fatal(err)
		}
		again, err := stock.decodeBasket(written)
		if err != nil || len(again) != len(lines) || (len(lines) > 0 && !reflect.DeepEqual(again, lines)) {
			t.Fatalf("wrote %v, read %v, error %v", lines, again, err)
		}
	})
}
