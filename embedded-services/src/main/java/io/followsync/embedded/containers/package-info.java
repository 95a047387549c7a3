/**
 * The same two services as containers, for machines where Docker answers.
 */
@NullMarked
package io.followsync.embedded.containers;

import org.jspecify.annotations.NullMarked;
