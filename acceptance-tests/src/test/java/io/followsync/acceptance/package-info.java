/** What the product promises, tried from outside on the processes that are delivered. */
@NullMarked
package io.followsync.acceptance;

import org.jspecify.annotations.NullMarked;
