/** The native job API over HTTP. */
@NullMarked
package io.followsync.gateway.jobs.web;

import org.jspecify.annotations.NullMarked;
