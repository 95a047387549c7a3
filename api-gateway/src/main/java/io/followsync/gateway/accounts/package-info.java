/**
 * The accounts that an owner keeps: which they are, and how they are disconnected. Their
 * syncs and their history are in other packages.
 */
@NullMarked
package io.followsync.gateway.accounts;

import org.jspecify.annotations.NullMarked;
