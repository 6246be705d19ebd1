package stun

// Method is what a message asks for.
type Method uint16

// Methods of RFC 8489 §18.2, RFC 8656 §17 and RFC 6062 §6.1.
const (
	Binding           Method = 0x001
	Allocate          Method = 0x003
	Refresh           Method = 0x004
	Send              Method = 0x006
	Data              Method = 0x007
	CreatePermission  Method = 0x008
	ChannelBind       Method = 0x009
	Connect           Method = 0x00a
	ConnectionBind    Method = 0x00b
	ConnectionAttempt Method = 0x00c
)

// Class tells requests from answers.
type Class uint8

// Classes of RFC 8489 §5.
const (
	Request    Class = 0
	Indication Class = 1
	Success    Class = 2
	Failure    Class = 3
)

// Attr is the type of an attribute. Those below 0x8000 must be understood by whoever processes a request.
type Attr uint16

// Attributes of RFC 8489 §18.3 and RFC 8656 §18.
const (
	MappedAddress          Attr = 0x0001
	Username               Attr = 0x0006
	MessageIntegrity       Attr = 0x0008
	ErrorCode              Attr = 0x0009
	UnknownAttributes      Attr = 0x000a
	ChannelNumber          Attr = 0x000c
	Lifetime               Attr = 0x000d
	XORPeerAddress         Attr = 0x0012
	DataValue              Attr = 0x0013
	Realm                  Attr = 0x0014
	Nonce                  Attr = 0x0015
	XORRelayedAddress      Attr = 0x0016
	RequestedAddressFamily Attr = 0x0017
	EvenPort               Attr = 0x0018
	RequestedTransport     Attr = 0x0019
	DontFragment           Attr = 0x001a
	MessageIntegritySHA256 Attr = 0x001c
	PasswordAlgorithm      Attr = 0x001d
	Userhash               Attr = 0x001e
	XORMappedAddress       Attr = 0x0020
	ReservationToken       Attr = 0x0022

	AdditionalAddressFamily Attr = 0x8000
	AddressErrorCode        Attr = 0x8001
	Software                Attr = 0x8022
	Fingerprint             Attr = 0x8028
)

// Required says whether a request with this attribute must be refused by whoever does not understand it.
func (a Attr) Required() bool { return a < 0x8000 }

// Code is the number of an ERROR-CODE.
type Code int

// Codes of RFC 8489 §14.8, RFC 8656 §19 and RFC 8445.
const (
	BadRequest           Code = 400
	Unauthorized         Code = 401
	Forbidden            Code = 403
	UnknownAttribute     Code = 420
	AllocationMismatch   Code = 437
	StaleNonce           Code = 438
	FamilyNotSupported   Code = 440
	WrongCredentials     Code = 441
	UnsupportedTransport Code = 442
	PeerFamilyMismatch   Code = 443
	QuotaReached         Code = 486
	ServerError          Code = 500
	InsufficientCapacity Code = 508
)

// Address families as RFC 8489 §14.1 writes them.
const (
	IPv4 byte = 1
	IPv6 byte = 2
)

// Protocol numbers for REQUESTED-TRANSPORT.
const (
	ProtocolTCP byte = 6
	ProtocolUDP byte = 17
)
