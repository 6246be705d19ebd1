package web

import (
	"github.com/tandem-cobrowse/tandem/desk"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

func rightsChangeIn(c *RightsChange) desk.RightsChange {
	if c == nil {
		return desk.RightsChange{}
	}
	return desk.RightsChange{Grant: rightsIn(c.Grant), Deny: rightsIn(c.Deny)}
}

func rightsIn(rights Rights) []wire.Right {
	return each(rights, func(r Right) wire.Right { return wire.Right(r) })
}

func rightsChangeOut(c desk.RightsChange) RightsChange {
	return RightsChange{Grant: rightsOut(c.Grant), Deny: rightsOut(c.Deny)}
}

func rightsOut(rights desk.Rights) Rights {
	return each(rights, func(r wire.Right) Right { return Right(r) })
}
