// Package stun reads and writes STUN messages (RFC 8489), TURN's attributes and ChannelData (RFC 8656). It allocates
// nothing, keeps references into the bytes it was given, and accepts a message only as a whole: whatever Parse returns
// without an error is well-formed to the last byte.
//
//	 0                   1                   2                   3
//	|0 0|  method + class |        length        |      magic cookie 0x2112A442 …  header, 20 bytes
//	|     type            |        length        |      value, padded to 4 …       attribute, any number
//
//	|0 1| channel number  |        length        |      payload …                  ChannelData, 4 bytes of header
package stun
