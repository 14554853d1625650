/// What a cluster is told to run: the manifests of `k8s`, as kustomize puts them together.
@NullMarked
package dev.ninestep.cluster;

import org.jspecify.annotations.NullMarked;
