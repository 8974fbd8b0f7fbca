"""What a leak costs: pages that carry one class of furniture, beside the same pages without any."""
