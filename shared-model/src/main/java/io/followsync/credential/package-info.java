/**
 * Credentials for Instagram: what is sealed (a web session) and for whom (one job, or an
 * account that keeps it).
 */
@NullMarked
package io.followsync.credential;

import org.jspecify.annotations.NullMarked;
