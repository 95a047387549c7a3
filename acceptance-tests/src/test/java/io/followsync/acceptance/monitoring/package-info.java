/** The files of monitoring/, and a real Prometheus that reads them. */
@NullMarked
package io.followsync.acceptance.monitoring;

import org.jspecify.annotations.NullMarked;
