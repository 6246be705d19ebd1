package main

import (
	"os"
	"strings"
	"testing"
)

func ptr(s string) *string { return &s }

func TestSettingsComeFromFlagsThenEnvironmentThenFileThenDefaults(t *testing.T) {
	t.Chdir(t.TempDir())
	check := func(f flags, env []string, want string) {
		t.Helper()
		s, _, err := resolve(f, env)
		if err != nil || s.Listen != want {
			t.Errorf("listen %q, %v, want %q", s.Listen, err, want)
		}
	}
	check(flags{}, nil, "127.0.0.1:8080")
	if err := os.WriteFile("tandem.yml", []byte("listen: 127.0.0.1:1001\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	check(flags{}, nil, "127.0.0.1:1001")
	check(flags{}, []string{"TANDEM_LISTEN=127.0.0.1:1002"}, "127.0.0.1:1002")
	check(flags{Listen: ptr("127.0.0.1:1003")}, []string{"TANDEM_LISTEN=127.0.0.1:1002"}, "127.0.0.1:1003")
	if err := os.WriteFile("other.yml", []byte("listen: 127.0.0.1:1004\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	check(flags{}, []string{"TANDEM_CONFIG=other.yml"}, "127.0.0.1:1004")
	check(flags{Config: ptr("tandem.yml")}, []string{"TANDEM_CONFIG=other.yml"}, "127.0.0.1:1001")
}

func TestEverySettingCanComeFromEverySource(t *testing.T) {
	t.Chdir(t.TempDir())
	values := map[string]string{
		"listen": ":9000", "turn-listen": "off", "public-url": "https://help.example.org", "data": "x.db", "trusted-proxies": "10.0.0.0/8, ::1",
		"demo": "off", "log-level": "warn", "log-format": "json", "tls-cert": "c.pem", "tls-key": "k.pem", "turn-external-ip": "192.0.2.7, 2001:db8::7",
		"turn-relay-ports": "50000-50100", "turn-allow-peers": "10.20.0.0/16", "metrics-listen": "127.0.0.1:9464",
	}
	var file, env []string
	for _, row := range settingsTable() {
		v, ok := values[row.name]
		if !ok {
			t.Fatalf("this test knows no value for %s", row.name)
		}
		file, env = append(file, row.name+": '"+v+"'"), append(env, row.env()+"="+v)
	}
	fromEnv, warnings, err := resolve(flags{}, append(env, "TANDEM_PORT=tcp://10.0.0.1:80", "TANDEM_LISEN=x", "PATH=/bin"))
	if err != nil || len(warnings) != 1 || !strings.Contains(warnings[0], "TANDEM_LISEN") {
		t.Errorf("%q, %v", warnings, err)
	}
	if err := os.WriteFile("tandem.yml", []byte(strings.Join(file, "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	fromFile, _, err := resolve(flags{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	fromFlags, _, err := resolve(flags{
		Config: ptr(os.DevNull), Listen: ptr(values["listen"]), TurnListen: ptr(values["turn-listen"]), PublicURL: ptr(values["public-url"]), Data: ptr(values["data"]),
		TrustedProxies: ptr(values["trusted-proxies"]), Demo: ptr(values["demo"]), LogLevel: ptr(values["log-level"]), LogFormat: ptr(values["log-format"]),
		TLSCert: ptr(values["tls-cert"]), TLSKey: ptr(values["tls-key"]), TurnExternalIP: ptr(values["turn-external-ip"]), TurnRelayPorts: ptr(values["turn-relay-ports"]),
		TurnAllowPeers: ptr(values["turn-allow-peers"]), MetricsListen: ptr(values["metrics-listen"]),
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for source, s := range map[string]settings{"environment": fromEnv, "file": fromFile, "flags": fromFlags} {
		if s.Listen != ":9000" || s.TurnListen != "" || s.PublicURL.String() != "https://help.example.org" || s.Data != "x.db" || len(s.TrustedProxies) != 2 ||
			s.Demo != "off" || s.LogLevel.String() != "warn" || s.LogFormat != "json" || s.TLSCert != "c.pem" || s.TLSKey != "k.pem" || len(s.TurnExternalIP) != 2 ||
			s.TurnMinPort != 50000 || s.TurnMaxPort != 50100 || len(s.TurnAllowPeers) != 1 || s.MetricsListen != "127.0.0.1:9464" {
			t.Errorf("%s: %+v", source, s)
		}
	}
}

func TestAWrongSettingIsRefusedWithItsNameAndWhatIsAllowed(t *testing.T) {
	t.Chdir(t.TempDir())
	for text, want := range map[string][]string{
		"lisen: :8080":                           {"tandem.yml", `"lisen"`, "allowed are", "listen", "turn-listen"},
		"listen: 8080":                           {"tandem.yml: listen", "8080"},
		"demo: maybe":                            {"tandem.yml: demo", "auto, on or off", "maybe"},
		"turn-relay-ports: 80-90":                {"tandem.yml: turn-relay-ports", "1024"},
		"turn-relay-ports: 50001-50000":          {"tandem.yml: turn-relay-ports"},
		"turn-external-ip: 192.0.2.1, 192.0.2.2": {"tandem.yml: turn-external-ip", "one of each"},
		"turn-allow-peers: office":               {"tandem.yml: turn-allow-peers", "10.20.0.0/16"},
		"metrics-listen: 9464":                   {"tandem.yml: metrics-listen", "9464"},
		"log-level: [debug, info]":               {"tandem.yml: log-level", "debug, info, warn or error"},
		"listen: ':1'\nlisten: ':2'":             {"tandem.yml"},
		"- listen":                               {"tandem.yml is not a list of settings"},
		"listen: {host: 127.0.0.1}":              {"tandem.yml: listen"},
		"trusted-proxies: [10.0.0.0/8, 7]":       {"tandem.yml: trusted-proxies"},
		"public-url: ftp://help.example":         {"tandem.yml: public-url", "http or https"},
		"turn-listen: nonsense\ndemo: 'on'":      {"tandem.yml: turn-listen", `"off"`},
	} {
		if err := os.WriteFile("tandem.yml", []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		// A flag does not hide a mistake in the file.
		_, _, err := resolve(flags{Listen: ptr(":1")}, nil)
		if err == nil {
			t.Errorf("%q was taken", text)
			continue
		}
		for _, part := range want {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("%q: %v, does not name %s", text, err, part)
			}
		}
	}
	if err := os.WriteFile("tandem.yml", []byte("trusted-proxies:\n  - 10.0.0.0/8\n  - 192.0.2.1\ndemo: on\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s, _, err := resolve(flags{}, nil)
	if err != nil || len(s.TrustedProxies) != 2 || s.Demo != "on" {
		t.Errorf("%+v, %v", s, err)
	}
	if _, _, err := resolve(flags{}, []string{"TANDEM_DEMO=perhaps"}); err == nil || !strings.Contains(err.Error(), "TANDEM_DEMO must be auto, on or off") {
		t.Errorf("got %v", err)
	}
}
