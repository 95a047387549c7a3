/** Typed clients, generated from the OpenAPI document of the running gateway. */
@NullMarked
package io.followsync.acceptance.generated;

import org.jspecify.annotations.NullMarked;
