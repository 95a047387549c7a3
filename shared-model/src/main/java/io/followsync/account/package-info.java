/**
 * Accounts that are kept, and who owns them. An <em>owner</em> is whoever has proven
 * control of an account by its web session.
 */
@NullMarked
package io.followsync.account;

import org.jspecify.annotations.NullMarked;
