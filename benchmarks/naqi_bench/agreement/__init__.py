"""How far annotators who have only the guidelines agree: sample, sheets to fill in, spans from the answers, figures."""
