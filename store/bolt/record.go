package bolt

import (
	"encoding/binary"
	"fmt"
	"time"

	"github.com/tandem-cobrowse/tandem/store"
)

// A record in the file: one byte of format, time (milliseconds of Unix time, big-endian), two bytes of the id's length, id, body.
// Its key is stream, 0, 'r', sequence number; a second key, stream, 0, 'i', id, finds the sequence number. A conversation's records and ids are
// neighbours, so that an append touches one or two pages.
const (
	recordFormat = 1
	recordHeader = 1 + 8 + 2
)

func encodeRecord(r store.Record) []byte {
	raw := make([]byte, recordHeader, recordHeader+len(r.ID)+len(r.Body))
	raw[0] = recordFormat
	putMS(raw[1:], r.Time.UnixMilli())
	binary.BigEndian.PutUint16(raw[9:], uint16(len(r.ID))) //nolint:gosec // ids have MaxKey bytes at most
	raw = append(raw, r.ID...)
	return append(raw, r.Body...)
}

// decodeRecord makes the caller's own copy.
func decodeRecord(seq uint64, raw []byte) (store.Record, error) {
	if len(raw) < recordHeader || raw[0] != recordFormat {
		return store.Record{}, fmt.Errorf("%w: record of %d bytes in no known format", ErrDamaged, len(raw))
	}
	idLen := int(binary.BigEndian.Uint16(raw[9:]))
	if len(raw) < recordHeader+idLen {
		return store.Record{}, fmt.Errorf("%w: record of %d bytes is cut off", ErrDamaged, len(raw))
	}
	return store.Record{
		Seq:  seq,
		ID:   string(raw[recordHeader : recordHeader+idLen]),
		Time: time.UnixMilli(getMS(raw[1:])).UTC(),
		Body: append([]byte{}, raw[recordHeader+idLen:]...),
	}, nil
}

// recordPrefix begins the keys of all records of a stream; idPrefix those of its ids. Streams have no zero byte in their names.
func recordPrefix(stream string) []byte { return append([]byte(stream), 0, 'r') }
func idPrefix(stream string) []byte     { return append([]byte(stream), 0, 'i') }

func recordKey(stream string, seq uint64) []byte {
	return binary.BigEndian.AppendUint64(recordPrefix(stream), seq)
}

func idKey(stream, id string) []byte { return append(idPrefix(stream), id...) }

// seqOf reads the sequence number at the end of a record's key.
func seqOf(key []byte) uint64 { return binary.BigEndian.Uint64(key[len(key)-8:]) }
