/**
 * The people of a kept account. A <em>relationship</em> is one member of one of its two
 * lists over time; a <em>view</em> selects from those that are <em>open</em>, which means
 * that they have not ended. The <em>whitelist</em> names members whom the owner keeps
 * following anyway.
 */
@NullMarked
package io.followsync.gateway.relationships;

import org.jspecify.annotations.NullMarked;
