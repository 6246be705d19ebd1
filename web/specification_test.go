package web

import (
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// operation is what openapi.yaml says of a call, as far as it matters here.
type operation struct {
	OperationID string                 `yaml:"operationId"`
	Security    *[]map[string][]string `yaml:"security"`
}

func readSpecification(t *testing.T) map[string]operation {
	t.Helper()
	var doc struct {
		Paths map[string]map[string]any `yaml:"paths"`
	}
	if err := yaml.Unmarshal(specification, &doc); err != nil {
		t.Fatal(err)
	}
	calls := map[string]operation{}
	for path, methods := range doc.Paths {
		for method, raw := range methods {
			if method == "parameters" {
				continue
			}
			text, err := yaml.Marshal(raw)
			if err != nil {
				t.Fatal(err)
			}
			var op operation
			if err := yaml.Unmarshal(text, &op); err != nil {
				t.Fatal(err)
			}
			calls[path+" "+op.OperationID] = op
		}
	}
	return calls
}

func TestEveryCallIsGuardedAsTheSpecificationSays(t *testing.T) {
	byScheme := map[string]access{"session": staff, "administrator": administrators, "session+token": staffOrProgram}
	guarded := accessTo()
	for call, op := range readSpecification(t) {
		path, _, _ := strings.Cut(call, " ")
		want := staff // the document's own "security"
		switch {
		case strings.HasPrefix(path, "/api/v1/sdk/"):
			want = customers
		case op.Security != nil && len(*op.Security) == 0:
			want = anybody
		case op.Security != nil:
			var schemes []string
			for _, s := range *op.Security {
				for name := range s {
					schemes = append(schemes, name)
				}
			}
			slices.Sort(schemes)
			want = byScheme[strings.Join(schemes, "+")]
		}
		got, ok := guarded[op.OperationID]
		if !ok || got != want {
			t.Errorf("%s: guarded %v as %v, want %v", call, ok, got, want)
		}
		delete(guarded, op.OperationID)
	}
	for left := range guarded {
		t.Errorf("%s guards a call that does not exist", left)
	}
}
