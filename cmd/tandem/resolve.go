package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

// defaultFile is read if it is there; a file named by --config or TANDEM_CONFIG has to be.
const defaultFile = "tandem.yml"

// resolve finds every setting's value: the flag's, else the environment's, else the file's, else the default. Every value given is checked,
// also one that a stronger source covers, so that a mistake does not lie in wait.
func resolve(f flags, environ []string) (settings, []string, error) {
	var s settings
	table := settingsTable()
	env := environment(environ)
	file, inFile, err := readFile(f, env, table)
	if err != nil {
		return s, nil, err
	}
	for _, row := range table {
		sources := []struct {
			where string
			value string
			given bool
		}{
			{row.name, row.fallback, true},
			{file + ": " + row.name, inFile[row.name], has(inFile, row.name)},
			{row.env(), env[row.env()], has(env, row.env())},
			{"--" + row.name, deref(row.flag(f)), row.flag(f) != nil},
		}
		for _, from := range sources { // weakest first: the last one that is given stays
			if from.given && !row.set(&s, from.value) {
				return s, nil, row.wrong(from.where, from.value)
			}
		}
	}
	return s, unknownVariables(env, table), nil
}

func environment(environ []string) map[string]string {
	env := map[string]string{}
	for _, line := range environ {
		if name, value, ok := strings.Cut(line, "="); ok && strings.HasPrefix(name, "TANDEM_") {
			env[name] = value
		}
	}
	return env
}

// unknownVariables are told, not refused: Kubernetes sets TANDEM_PORT and the like for a service of that name.
func unknownVariables(env map[string]string, table []setting) []string {
	known := map[string]bool{"TANDEM_CONFIG": true}
	for _, row := range table {
		known[row.env()] = true
	}
	var warnings []string
	for name := range env {
		if known[name] || strings.HasPrefix(name, "TANDEM_PORT") || strings.HasPrefix(name, "TANDEM_SERVICE_") {
			continue
		}
		warnings = append(warnings, fmt.Sprintf("the environment variable %s is no setting and was ignored", name))
	}
	slices.Sort(warnings)
	return warnings
}

// readFile reads the settings file as name → value. Lists are taken as text with commas.
func readFile(f flags, env map[string]string, table []setting) (path string, values map[string]string, err error) {
	path, named := defaultFile, false
	if v, ok := env["TANDEM_CONFIG"]; ok {
		path, named = v, true
	}
	if f.Config != nil {
		path, named = *f.Config, true
	}
	text, err := os.ReadFile(path) //nolint:gosec // G304: naming the file is what --config is for
	if errors.Is(err, fs.ErrNotExist) && !named {
		return path, nil, nil
	}
	if err != nil {
		return path, nil, fmt.Errorf("read settings: %w", err)
	}
	var raw map[string]any
	if err := yaml.Unmarshal(text, &raw); err != nil {
		return path, nil, fmt.Errorf("%s is not a list of settings: %s", path, yaml.FormatError(err, false, true))
	}
	values = map[string]string{}
	for name, v := range raw {
		row := slices.IndexFunc(table, func(s setting) bool { return s.name == name })
		if row < 0 {
			return path, nil, fmt.Errorf("%s: unknown setting %q; allowed are %s", path, name, names(table))
		}
		text, ok := scalar(v)
		if !ok {
			return path, nil, table[row].wrong(path+": "+name, fmt.Sprint(v))
		}
		values[name] = text
	}
	return path, values, nil
}

// scalar reads a value as the text that a flag would have.
func scalar(v any) (string, bool) {
	switch v := v.(type) {
	case nil:
		return "", true
	case string:
		return v, true
	case bool: // YAML 1.1's on and off
		if v {
			return "on", true
		}
		return "off", true
	case []any:
		parts := make([]string, len(v))
		for i, p := range v {
			text, ok := p.(string)
			if !ok {
				return "", false
			}
			parts[i] = text
		}
		return strings.Join(parts, ","), true
	}
	return "", false
}

func names(table []setting) string {
	var ns []string
	for _, row := range table {
		ns = append(ns, row.name)
	}
	slices.Sort(ns)
	return strings.Join(ns, ", ")
}

func has(m map[string]string, key string) bool { _, ok := m[key]; return ok }

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
