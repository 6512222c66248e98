package lines

import "verkstad/model"

func (c *call) shelve() error {
	return c.turnItem(ideas, "back", func(id model.ItemID, on bool) model.Command { return model.ParkIdea{ID: id, Parked: on} })
}

func (c *call) clusterNew() error {
	ids, err := c.IDs(c.Args[1:])
	if err != nil {
		return err
	}
	return c.made(model.CreateCluster{Title: c.Arg(0), Ideas: ids})
}

func (c *call) clusterMove() error {
	ids, err := c.TwoOrMore(c.Args)
	if err != nil {
		return err
	}
	last := len(ids) - 1
	if err := c.allMustBe(ids[:last], ideas); err != nil {
		return err
	}
	for _, id := range ids[:last] {
		if err := c.done(model.MoveIdea{ID: id, Cluster: ids[last]}); err != nil {
			return err
		}
	}
	return nil
}

func (c *call) clusterRename() error {
	return c.withItem(clusters, func(id model.ItemID) model.Command { return model.RenameCluster{ID: id, Title: c.Arg(1)} })
}

func (c *call) clusterMerge() error {
	ids, err := c.TwoOrMore(c.Args)
	if err != nil {
		return err
	}
	if err := c.allMustBe(ids, clusters); err != nil {
		return err
	}
	return c.done(model.MergeClusters{Into: ids[0], From: ids[1:]})
}

func (c *call) clusterRemove() error {
	return c.withItem(clusters, func(id model.ItemID) model.Command { return model.RemoveCluster{ID: id} })
}

func (c *call) merge() error {
	ids, err := c.TwoOrMore(c.Args)
	if err != nil {
		return err
	}
	if err := c.allMustBe(ids, ideas); err != nil {
		return err
	}
	return c.done(model.MergeIdeas{Into: ids[0], From: ids[1:]})
}
