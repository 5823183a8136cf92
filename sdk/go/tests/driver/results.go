package main

import "github.com/keyward/keyward/sdk/go/keyward"

func meter(after keyward.Usage) object {
	return object{"meter": after.Meter, "used": after.Used, "limit": after.Limit, "left": after.Left}
}

func credit(after keyward.Credit) object {
	return object{"credit": after.Credit, "used": after.Used, "limit": orNull(after.Limit), "left": orNull(after.Left)}
}

func balances(after keyward.Balances) object {
	meters, credits := []object{}, []object{}
	for _, each := range after.Meters {
		meters = append(meters, meter(each))
	}
	for _, each := range after.Credits {
		credits = append(credits, credit(each))
	}
	return object{"meters": meters, "credits": credits}
}

func offered(update *keyward.Update) object {
	return object{"version": update.Version, "is_available": update.Available, "reason": orNull(update.Reason)}
}
