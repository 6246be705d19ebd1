package pottery

import (
	"encoding/json"
	"flag"
	"os"
	"testing"
)

var update = flag.Bool("update", false, "write the golden file anew")

// golden is read by assets/src/demo/studio/mug.test.ts as well.
const golden = "../../src/demo/studio/mug.golden.json"

type goldenMug struct {
	Height  int    `json:"height"`
	Rim     int    `json:"rim"`
	Belly   int    `json:"belly"`
	Dip     int    `json:"dip"`
	Outline string `json:"outline"`
	Handle  string `json:"handle"`
	Glazed  string `json:"glazed"`
}

func goldenMugs() []goldenMug {
	var all []goldenMug
	for _, m := range []Mug{{Height: 100, Rim: 84, Belly: 88, Dip: 78}, {Height: 70, Rim: 64, Belly: 120, Dip: 25}, {Height: 130, Rim: 110, Belly: 60, Dip: 100}, {Height: 97, Rim: 71, Belly: 83, Dip: 51}} {
		top := m.profile()[0].Y
		y1, y2 := top+(mugFoot-top)*0.22, top+(mugFoot-top)*0.78
		all = append(all, goldenMug{m.Height, m.Rim, m.Belly, m.Dip, outline(m.profile()),
			handlePath(axis+radiusAt(m.profile(), y1)-3, y1, y2, 60), vessel{dip: m.dipLine()}.glazed()})
	}
	return all
}

func TestBasketAndStudioDrawTheSameMug(t *testing.T) {
	got, err := json.MarshalIndent(goldenMugs(), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, '\n')
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("the outlines differ from %s; run with -update when that is meant, and change mug.ts alike\ngot %s", golden, got)
	}
}
