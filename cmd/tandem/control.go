package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/tandem-cobrowse/tandem/turn"
)

// The data file belongs to the process that serves. Commands that need something of it while it runs (credentials for the relay, a backup) ask
// that process, through a socket beside the file that only the file's owner can open:
//
//	tandem turn credentials ──► tandem.db.sock ──► GET  /turn/credentials?session=…&side=…&ttl=…
//	tandem doctor           ──►                    GET  /turn/urls
//	tandem backup FILE      ──►                    GET  /backup

// maxSocketPath is the longest path of a socket that every system takes (sun_path has 104 bytes on BSD and macOS, 108 on Linux).
const maxSocketPath = 103

// errNotRunning: no server has the data file.
var errNotRunning = errors.New("the server is not running")

func controlPath(data string) string { return data + ".sock" }

// openControl answers the commands. Where there can be no socket, everything else works all the same.
func (h *house) openControl(ctx context.Context) error {
	path := controlPath(h.settings.Data)
	if full, err := filepath.Abs(path); err == nil && len(full) > maxSocketPath {
		h.log.Warn().Str("path", path).Msg("the path is too long for a socket: doctor, backup and turn credentials will not find this server")
		return nil
	}
	// A former process was killed: the lock on the data file says that it is gone.
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove the former control socket: %w", err)
	}
	var c net.ListenConfig
	l, err := c.Listen(ctx, "unix", path)
	if err != nil {
		h.log.Warn().Err(err).Msg("no control socket: doctor, backup and turn credentials will not find this server")
		return nil //nolint:nilerr // everything else works
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return errors.Join(fmt.Errorf("close the control socket to others: %w", err), l.Close())
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /turn/urls", h.tellURLs)
	mux.HandleFunc("GET /turn/credentials", h.tellCredentials)
	mux.HandleFunc("GET /backup", h.sendBackup)
	h.serveAside(&http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second}, l)
	return nil
}

// relayURLs is where browsers are told to find STUN and TURN, and where the console is.
type relayURLs struct {
	Public string   `json:"public"`
	STUN   []string `json:"stun"`
	TURN   []string `json:"turn"`
}

func (h *house) tellURLs(w http.ResponseWriter, _ *http.Request) {
	i := newICE(sessions{}, h.relay, h.public)
	tell(w, relayURLs{Public: h.public.String(), STUN: i.stun, TURN: i.turn})
}

func (h *house) tellCredentials(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	ttl, err := time.ParseDuration(q.Get("ttl"))
	if err != nil || h.relay == nil {
		http.Error(w, "no relay (turn-listen is off), or no lifetime", http.StatusBadRequest)
		return
	}
	tell(w, h.issuer.CredentialsFor(q.Get("session"), turn.Side(q.Get("side")), time.Now(), ttl))
}

func (h *house) sendBackup(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Trailer", backupTrailer)
	if _, err := h.data.Backup(r.Context(), w); err != nil {
		h.log.Error().Err(err).Msg("backup failed")
		return // without the trailer: the reader knows that it is not whole
	}
	w.Header().Set(backupTrailer, "whole")
	h.log.Info().Msg("backup made")
}

// backupTrailer follows a backup that was sent to its end.
const backupTrailer = "Tandem-Backup"

func tell(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v) //nolint:errcheck // the command has gone: there is nobody to tell
}

// control asks the running server. The caller closes the answer's body. Errors: errNotRunning.
func control(ctx context.Context, data, path string, q url.Values) (*http.Response, error) {
	client := &http.Client{Transport: &http.Transport{
		DisableKeepAlives: true,
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			var d net.Dialer
			return d.DialContext(ctx, "unix", controlPath(data))
		},
	}}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://tandem"+path+"?"+q.Encode(), nil)
	if err != nil {
		return nil, err
	}
	response, err := client.Do(request)
	if err != nil {
		return nil, fmt.Errorf("%w on %s: start it first", errNotRunning, data)
	}
	if response.StatusCode == http.StatusOK {
		return response, nil
	}
	text, err := io.ReadAll(io.LimitReader(response.Body, 1<<10))
	return nil, errors.Join(fmt.Errorf("the server says: %s", text), err, response.Body.Close())
}

// ask is control for an answer in JSON.
func ask[T any](ctx context.Context, data, path string, q url.Values) (answer T, err error) {
	response, err := control(ctx, data, path, q)
	if err != nil {
		return answer, err
	}
	err = json.NewDecoder(response.Body).Decode(&answer)
	return answer, errors.Join(err, response.Body.Close())
}
