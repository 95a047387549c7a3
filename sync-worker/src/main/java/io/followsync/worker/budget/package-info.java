/**
 * Pays for every request to Instagram before it is made. A request costs a <em>token</em>
 * of each <em>bucket</em> that it falls under: its lane's and the whole application's. A
 * bucket holds up to its <em>burst</em> of tokens and is refilled at a steady rate. A
 * session is <em>confirmed</em> once Instagram has named the account that it belongs to.
 */
@NullMarked
package io.followsync.worker.budget;

import org.jspecify.annotations.NullMarked;
