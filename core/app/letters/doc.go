// Package letters joins the dispatcher and the store where dead letters go between
// them: [Shelf] parks what the dispatcher could not deliver, [Desk] has it take
// letters up again when somebody asks for that.
//
// It may import core/admin, core/dispatch, core/dlq, core/store and what those are about.
package letters
