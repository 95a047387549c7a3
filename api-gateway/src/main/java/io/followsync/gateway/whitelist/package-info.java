/**
 * The <em>whitelist</em> of a kept account: members whom the owner wants to keep
 * following although they do not follow back. An <em>entry</em> is what an owner gives to
 * name one, an id or a name; only a member who is or was in a list of the account is
 * <em>known</em> by it.
 */
@NullMarked
package io.followsync.gateway.whitelist;

import org.jspecify.annotations.NullMarked;
